"""From a visit to paper, without Qt and without network."""
