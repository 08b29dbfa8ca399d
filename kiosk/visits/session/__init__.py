"""The visitor's session as one pure state machine: state, events, transitions."""
