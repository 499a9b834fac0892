"""Clues: taken in by any channel, routed, verified, answered; who sent them stays sealed."""
