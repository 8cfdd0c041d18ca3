//! A challenge regression on the screen.

use antumbra_record::fit::ChallengeRegression;

/// The screen: the contest first, then the rest, baselines beside.
pub fn screen(f: &ChallengeRegression) -> String {
    let mut out = format!(
        "Challenges ({}), {} sample, {}-{}: {} dyad-years, {} challenges, {} dyads\n",
        f.severity, f.sample, f.years.0, f.years.1, f.n, f.events, f.dyads
    );
    out.push_str(&format!(
        "Contest at λ {} w {} m {} ρ {}; associations, not causes.\n\n",
        f.lambda, f.w, f.m, f.rho
    ));
    let gain = f.log_likelihood - f.own_power_log_likelihood;
    out.push_str(&format!(
        "log-likelihood  {:.1}\n  base rate     {:.1}\n  no power      {:.1}\n  own power     {:.1}  ({} own and allied power {} by {:.1})\n\n",
        f.log_likelihood, f.null_log_likelihood, f.no_power_log_likelihood, f.own_power_log_likelihood,
        "pooled", if gain >= 0.0 { "wins" } else { "loses" }, gain.abs()
    ));
    out.push_str("                  estimate   se by dyad   se by both states\n");
    let mut line = |name: &str| {
        if let Some(c) = f.coefficients.get(name) {
            out.push_str(&format!(
                "{name:16} {:>9.3} {:>12.3} {:>19.3}\n",
                c.estimate, c.se, c.se_two_way
            ));
        }
    };
    line("p");
    for name in f.coefficients.keys().filter(|n| *n != "p") {
        line(name);
    }
    let v = &f.verdict;
    out.push_str(&format!(
        "\nConverged: {} ({} steps, gradient {:.1e}, smallest eigenvalue {:.1e})\n",
        if v.converged { "yes" } else { "no" },
        v.iterations,
        v.gradient_norm,
        v.min_eigenvalue
    ));
    if v.two_way_repaired {
        out.push_str("The covariance by both states had a negative eigenvalue and was set to its positive part.\n");
    }
    if let Some(c) = &v.complaint {
        out.push_str(&format!("Note: {c}\n"));
    }
    out
}
