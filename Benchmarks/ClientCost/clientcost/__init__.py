"""The parts of `compare`: the clients it knows, how one is measured, and the figures."""
