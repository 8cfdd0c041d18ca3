//! What can be explained, and how each is made.

/// What can be explained, with other names that people use.
pub(crate) struct Topic {
    pub(crate) id: &'static str,
    pub(crate) also: &'static [&'static str],
    pub(crate) title: &'static str,
    pub(crate) formula: &'static str,
    pub(super) inputs: &'static [&'static str],
    pub(super) settings: &'static [&'static str],
}

/// Everything that can be explained, but for the inputs.
pub(crate) const TOPICS: &[Topic] = &[
    Topic {
        id: "parts",
        also: &["own", "expected", "doubtful", "supplied", "answer"],
        title: "Who would defend",
        formula: "own C_j, likely ρ C_k, doubtful (1-ρ) C_k, other allies ΣC, each over their sum;\n\
                  C = c [a + (1-a)(1 + D/500 km)^-λ] and ln c = w ln(money share) + (1-w) ln(personnel share).\n\
                  An ally counts if it owes defence and owes the challenger none.",
        inputs: &[
            "draws.reliability",
            "draws.surge_share",
            ".milex_usd",
            ".milper_nmc",
            ".distance_km",
            ".stationed",
        ],
        settings: &["measure", "exchange_rate", "w", "lambda", "basing"],
    },
    Topic {
        id: "keep",
        also: &["buyback", "buy-back", "cost", "costs", "multiple"],
        title: "What keeping today's odds without the protector costs",
        formula: "M = [(C_j + ρ C_k + f ρ' O) / ((1-ε) C_j)]^(1/w), times today's spending; share of GDP = M × today's share.\n\
                  It restores today's odds against the challenger, which is not safety. A lower ρ makes it cheaper\n\
                  because there is less to replace: that is not independence getting easier.",
        inputs: &[
            "draws.reliability",
            "draws.reliability_others",
            "draws.surge_share",
            ".milex_usd",
            ".distance_km",
            ".stationed",
            ".milex_gdp_share",
        ],
        settings: &["measure", "exchange_rate", "w", "lambda", "basing", "follow", "epsilon"],
    },
    Topic {
        id: "doubt",
        also: &["trust"],
        title: "What covering a fall of trust costs",
        formula: "M = [(C_j + (ρ - ρ₁) C_k) / C_j]^(1/w): the protector stays, and is trusted less.",
        inputs: &[
            "draws.reliability",
            "draws.reliability_after",
            "draws.surge_share",
            ".milex_usd",
            ".distance_km",
        ],
        settings: &["measure", "exchange_rate", "w", "lambda", "basing"],
    },
    Topic {
        id: "standard",
        also: &["parity"],
        title: "What meeting a standard alone costs",
        formula: "M = [(ratio C_i - (1-f) ρ' O) / ((1-ε) C_j)]^(1/w), where C_i is the challenger's reach times its theatre share.",
        inputs: &["draws.reliability_others", ".theatre_share", ".milex_usd", ".distance_km"],
        settings: &["measure", "exchange_rate", "w", "lambda", "follow", "epsilon"],
    },
    Topic {
        id: "self-sufficiency",
        also: &["self_sufficiency", "alone"],
        title: "Self-sufficiency",
        formula: "(1-ε) C_j / (ratio C_i): own capability over what the standard asks for. Reliability does not enter.",
        inputs: &[".theatre_share", ".milex_usd", ".distance_km"],
        settings: &["measure", "exchange_rate", "w", "lambda", "epsilon"],
    },
    Topic {
        id: "contest",
        also: &["odds", "lottery"],
        title: "The contest",
        formula: "p = C_i^m / (C_i^m + T^m), the challenger's share of the odds; T = C_j + ρ C_k + ρ' O as an index,\n\
                  or the mean of p over who comes as a lottery. p is convex in T, so not knowing who comes helps the challenger.\n\
                  It is no forecast of a war.",
        inputs: &[
            "draws.reliability",
            "draws.reliability_others",
            "draws.decisiveness",
            ".theatre_share",
            ".milex_usd",
            ".distance_km",
        ],
        settings: &["measure", "exchange_rate", "w", "lambda", "basing", "follow", "epsilon"],
    },
    Topic {
        id: "reach",
        also: &["map", "distance", "stationed", "bases"],
        title: "Who could reach, and from where",
        formula: "Shortest distances between the territories of today, small islands left out; the patron's personnel by host state.\n\
                  Reach enters capability as C = c [a + (1-a)(1 + D/500 km)^-λ], with a the share that is based nearby.",
        inputs: &[".distance_km", ".stationed", "draws.surge_share"],
        settings: &["lambda", "basing"],
    },
    Topic {
        id: "measures",
        also: &["measure", "power", "cinc"],
        title: "Measures of power",
        formula: "x_j / (x_j + x_i), at home, without distance: CINC, military spending (market and purchasing power),\n\
                  net resources = GDP × GDP per head (Beckley 2018).",
        inputs: &[".cinc", ".milex_usd", ".gdp_usd", ".population", ".ppp_factor"],
        settings: &["measure", "exchange_rate"],
    },
    Topic {
        id: "nuclear",
        also: &["cover", "umbrella", "options"],
        title: "Nuclear cover",
        formula: "Facts: the level of cover by each provider (0 none, 1 assurance, 2 pact with a nuclear state, 3 declared,\n\
                  4 standing consultation and written guidelines, 5 sharing). More level is more institution, not more deterrence.\n\
                  No warhead enters any conventional number. An option keeps ψ × r_nuc of the umbrella's effect on war.",
        inputs: &[],
        settings: &["psi"],
    },
    Topic {
        id: "spending",
        also: &["gdp", "gdp_share", "1.4%", "2%"],
        title: "Today's spending",
        formula: "SIPRI counts military spending over this year's GDP; the government's own definition adds related items\n\
                  and may divide by an earlier year's GDP. Both describe the same forces.",
        inputs: &[".milex_gdp_share", ".milex_usd", ".gdp_usd"],
        settings: &[],
    },
    Topic {
        id: "fixtures",
        also: &["fixture", "pooled"],
        title: "The pooled fixture",
        formula: "NMC, no basing, λ in {.5, 1, 2} and w in {.5, 1} pooled as if they were draws, every reliability Beta(2, 2),\n\
                  forces of 2018. A check on the machinery, never a headline: settings are not draws.",
        inputs: &[],
        settings: &[],
    },
    Topic {
        id: "presets",
        also: &["schools", "ways of seeing"],
        title: "Ways of seeing",
        formula: "A school sets what it believes and tolerates in place of the file's own; the paths are run under it on futures\n\
                  of the same ranks. Its share of futures within its tolerance gives a verdict by the same two limits as at the\n\
                  reference alone. A conclusion that no school turns is robust; the others depend on the school.",
        inputs: &[],
        settings: &[],
    },
    Topic {
        id: "politics",
        also: &["actors", "settlement", "ratification", "prices", "elasticities"],
        title: "Where politics settle",
        formula: "Domestic actors bargain by the spatial model (Bueno de Mesquita 1994, as reworked in KTAB) on ordinal scales;\n\
                  settlement = mean of final positions weighted by capability × salience, beside the same mean and the median of\n\
                  the initial ones (Achen 2006). Ranges are drawn: 5th, 50th, 95th percentiles. The protector's actors take what is\n\
                  no further from them than their reservation point; others draw back positions beyond a point: x - drag (x - point).",
        inputs: &["actors.", "politics."],
        settings: &[],
    },
    Topic {
        id: "gates",
        also: &["law", "earliest", "hurdles"],
        title: "What law asks, and when",
        formula: "A gate opens when those before it are passed and takes its lead time; a path may begin when its last gate is\n\
                  passed: with shortest lawful, usual and slow lead times. Likelihood is an analyst's class, never multiplied.",
        inputs: &["gates."],
        settings: &[],
    },
    Topic {
        id: "opinion",
        also: &["polls"],
        title: "Opinion",
        formula: "Polls stand side by side with their span. They are pooled (Jackman 2005) only with identical words in one mode,\n\
                  from three houses and five waves at least. A share of people is never a probability.",
        inputs: &[],
        settings: &[],
    },
    Topic {
        id: "deal",
        also: &["zone", "negotiation"],
        title: "Where a deal is possible",
        formula: "Each side takes terms with Σ worth × term + what it loses without a deal ≥ 0; the zone of agreement is what all\n\
                  take (Raiffa 1982); fairest is where the side that gains least gains most.",
        inputs: &["deal."],
        settings: &[],
    },
    Topic {
        id: "overturn",
        also: &[
            "exploration",
            "boxes",
            "drivers",
            "regret",
            "pareto",
            "knowing",
            "tipping",
            "flips",
        ],
        title: "What would overturn this",
        formula: "A move shifts the 5th, 50th and 95th percentiles of an input by the same amount, within its domain; every\n\
                  future keeps its draws. Sought are the smallest moves of the fewest inputs after which a path holds (or no\n\
                  longer holds) at the reference, or after which two paths change places, in three lists. The search sees the\n\
                  first futures; each move as printed is run on all. Size: the move over a width common to all inputs (judgement).\n\
                  Orders: the share within tolerance, and the 95th percentile of what each costs where the other was better.\n\
                  Boxes: PRIM (Friedman & Fisher 1999). Drivers: delta (Plischke et al. 2013). Regret: Savage (1951).",
        inputs: &[],
        settings: &[],
    },
    Topic {
        id: "whatif",
        also: &["what-if", "grid"],
        title: "Four assumptions to move",
        formula: "Each cell is a run of its own with few futures, the same draws in all; reliability is a point there, for what\n\
                  is believed and what would be done alike. Nothing is interpolated between cells and nothing is averaged over\n\
                  them. A share is the futures within tolerance, judged by the same two limits as the full run.",
        inputs: &[],
        settings: &["lambda", "basing", "psi"],
    },
    Topic {
        id: "claims",
        also: &["text", "ledger"],
        title: "The text, checked",
        formula: "Each claim of the text with its kind (F fact, C causal, P prediction, N normative), verdict and best evidence.",
        inputs: &[],
        settings: &[],
    },
    Topic {
        id: "risk",
        also: &["challenge", "incident", "clash", "levels"],
        title: "The yearly risk of a dispute, by challenger and tier",
        formula: "P = logistic(x'β + b p), p = C_i^m / (C_i^m + T^m), T = C_j + ρ C_k + ρ' O; doubted: ρ/2; without: (1-ε) C_j + (1-f) ρ' O.\n\
                  b and x'β belong to the decay, weight, m and ρ of the what-if, with their estimation error drawn.\n\
                  The level is corrected: min(.95, P (O + 5)/(E + 5)) over the last twenty outcome years; ratios are not.\n\
                  A ratio at κ is exp(κ ln ratio): threatened states seek treaties, and no correction is known.",
        inputs: &[
            "draws.reliability",
            "draws.reliability_others",
            "draws.decisiveness",
            ".theatre_share",
        ],
        settings: &["measure", "exchange_rate", "w", "lambda", "basing", "follow", "epsilon"],
    },
    Topic {
        id: "war",
        also: &["hazard", "wars"],
        title: "The yearly hazard of war, one scale at a time",
        formula: "h = h0 exp{ln u [(1-ψ) r_conv + ψ r_nuc]}; h0 from counts (historical) or experts (judgement), never both in one sum.\n\
                  r_conv = (ln T - ln T_without)/(ln T_today - ln T_without) between 0 and 1; r_nuc 1 today, 0 without cover.\n\
                  No ratio of war hazards is an estimate: without a war on a covered state there is nothing to divide by.",
        inputs: &[
            "draws.cover_leaves",
            "draws.war_expert",
            "draws.other_cover",
            "draws.reliability",
        ],
        settings: &["psi", "basing", "lambda", "follow", "epsilon"],
    },
    Topic {
        id: "paths",
        also: &["path", "verdict", "tolerance", "presets"],
        title: "Whether a path holds",
        formula: "Every future is walked year by year on every path in both worlds, with the same draws. It is within tolerance when war\n\
                  over the horizon and armed clashes are at most so many times the first path's while the protector stays, and\n\
                  spending in the dearest year is at most so much of GDP. A path holds from the stated share of futures on at every\n\
                  corner, does not hold up to the other share at every corner, and depends on the assumptions else.",
        inputs: &["future.draws.", "draws."],
        settings: &["psi", "basing", "lambda", "w", "follow", "epsilon"],
    },
    Topic {
        id: "insurance",
        also: &["premium", "break-even"],
        title: "Paths as insurance",
        formula: "Premium: mean spending beyond the first path's while the protector stays. Saved: war over the horizon on the first path\n\
                  minus on this one when it goes. Break-even: the probability q of its going at which (1-q) a + q b is the same for both.",
        inputs: &["future.draws.exit_year", "draws.cover_leaves"],
        settings: &["psi"],
    },
    Topic {
        id: "order",
        also: &["windows", "window", "vulnerability"],
        title: "The window of vulnerability",
        formula: "Per future Σ_t max(0, risk_t(path) - risk_t(first path)), in percentage-point-years; years above tolerance; the worst year.\n\
                  Two orders of the same levers are two paths: the share of futures in which one has the smaller window is counted.\n\
                  Orders tried: the start years of a path's levers fall to them in every way that can be (evenly chosen where there are many).",
        inputs: &[
            "future.draws.depreciation",
            "future.draws.absorption",
            "future.draws.delivery",
            "future.draws.treaty_lead",
        ],
        settings: &["psi", "lambda", "basing"],
    },
    Topic {
        id: "neighbours",
        also: &["balance", "entrapment", "abandonment", "spillover"],
        title: "What a path does to others, and others to it",
        formula: "A neighbour's support is its own force, what the protector's bases in the client and elsewhere give, and the client's\n\
                  share should it join. Entrapment = hazard × protector intervenes × bases open × client joins: 0 without pact and bases.\n\
                  Spill-over = hazard × reaches the client whatever it does. Abandonment = war × (1 - help that comes).",
        inputs: &["future.draws.contingency_", "draws.reliability"],
        settings: &["basing", "lambda"],
    },
    Topic {
        id: "analogues",
        also: &["cases", "before"],
        title: "The nearest cases of the past",
        formula: "Distance: the weighted share of attributes on which the state and the case differ (numbers by their difference).\n\
                  Base rates and scores of cases held out stand beside; the cases are chosen, not drawn.",
        inputs: &[],
        settings: &[],
    },
];
