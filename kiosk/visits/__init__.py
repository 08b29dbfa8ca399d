"""What one citizen does in one session: basket, ordered route, numbers."""
