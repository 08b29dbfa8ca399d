"""The line to the province: wire, agent, enrolment, and the provincial server."""
