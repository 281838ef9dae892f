"""The demo: one plan carried from adoption to released certificates, and a second one with its clock running.

Every step asks first whether it is done, so that a demo that was killed goes on where it stopped.
"""
