"""Read, lock and replace files; the only part that opens a file for writing."""
