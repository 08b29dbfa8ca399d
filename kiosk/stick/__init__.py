"""A USB stick that anybody may have filled: found, read within limits, previewed, written whole."""
