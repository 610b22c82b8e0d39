"""Tables of other programs as claims."""
