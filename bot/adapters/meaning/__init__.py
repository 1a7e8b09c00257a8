"""How near sentences are to a question in meaning, by an encoder whose file lies on this machine."""
