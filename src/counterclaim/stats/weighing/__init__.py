"""Weighing of contradictory counts: a hierarchical model of statements about hidden totals, on arrays.

For statement i about figure q(i), on the scale z = log(x + 1/2):

    z_i = theta_q + f_i + c_p + u_v + d_k + e_i,      e_i ~ t_nu(0, sigma_s^2 * inflation_i)

theta_q   log of the figure's total, N(mu_t, tau_t^2), cut below its floor
f_i       log of the part of the total that statement i speaks of (0, unless the figure grows over time: `series`)
c_p       systematic difference of source and role p, N(beta_g, omega_g^2) in its role group g; beta_g ~ N(m_g, s_g^2)
u_v       difference of p on figure q where p speaks of q more than once, N(0, upsilon_g^2)
d_k       shift of another definition of the people counted, N(0, s_d^2)

A statement may be exact, a bound (the value meant lies an Exp(kappa) beyond the words), or an interval.
`gibbs` draws from the posterior; `fast` finds an empirical-Bayes approximation of it.

References: Radford et al. (2023), PNAS 120(34), e2307372120 (sources' biases on latent losses); Gelman and Hill (2007),
chapters 12-13 (partial pooling); Lange, Little and Taylor (1989), JASA 84, 881-896 (t errors).
"""

from counterclaim.stats.weighing.priors import Priors
from counterclaim.stats.weighing.problem import Kind, Problem

__all__ = ["Kind", "Priors", "Problem"]
