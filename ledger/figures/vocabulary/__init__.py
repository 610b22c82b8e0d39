"""The words and symbols that figures are made of, as literals."""
