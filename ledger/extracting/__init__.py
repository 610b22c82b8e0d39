"""An article's figures and the documents that it cites, as drafted claims."""
