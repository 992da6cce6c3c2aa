"""The notebooks of a student: brought, corrected, handed out, looked over."""
