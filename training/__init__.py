"""The recipe that trains the networks of the notebook (Python, Keras 3, any backend)."""
