"""Gazetteer: names to places, for any stage."""
