"""Composes the stages, without memory."""
