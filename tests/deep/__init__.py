"""Long runs that no ordinary run of the tests collects: see the Makefile."""
