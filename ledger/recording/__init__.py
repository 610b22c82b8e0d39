"""Records composed from given fields: the same source, id and notices, whoever asks."""
