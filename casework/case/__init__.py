"""Cases: filed, investigated, penalised, enforced, closed and reported up within the limits of the law (四)."""
