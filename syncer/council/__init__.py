"""A job-search council: members who each have their own workbook and share, by consent, who opens which company."""
