"""Who may use the API from where, and which right each route names."""
