"""What the statuses tell, counted the same in the Dashboard and in the report."""

TOUCHED = ("Contacted", "Waiting", "Replied", "Meeting set", "Met", "Helping", "Introduced me", "No answer", "Declined")
"""You wrote to them."""
HEARD = ("Waiting", "Replied", "Meeting set", "Met", "Helping", "Introduced me", "Declined")
"""They answered."""
MET = ("Met", "Helping", "Introduced me")
HELPING = ("Helping", "Introduced me")
STEPS = (("Written to", TOUCHED), ("Answered", HEARD), ("Met", MET), ("Helping", HELPING))
