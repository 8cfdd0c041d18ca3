"""Leaves of scikit-learn's trees on the data of ../prim, stored as JSON beside this script.

Made with scikit-learn 1.9.1; leaves of at least 5% of the cases, no other limit. It breaks ties
between inputs at random; its seed 2 takes the earlier input in the one tie that these data have.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "prim"))
import synth


def describe(model, x, y):
    model.fit(x, y)
    leaf = model.apply(x)
    leaves = sorted(
        ([int((leaf == i).sum()), float(y[leaf == i].mean())] for i in np.unique(leaf)),
        key=lambda pair: (-pair[1], pair[0]),
    )
    split = model.tree_.feature >= 0
    return {
        "leaves": leaves,
        "thresholds": sorted(model.tree_.threshold[split].tolist()),
        "importance": model.feature_importances_.tolist(),
    }


def main():
    x, y = synth.box_data(3_000, 12, 7)
    mixed = pd.read_csv(HERE.parent / "prim" / "mixed.csv")
    numbers = mixed[["real", "coarse", "whole", "few"]].to_numpy(float)
    level = mixed["level"].to_numpy()
    out = {
        "binary": describe(DecisionTreeClassifier(min_samples_leaf=150, random_state=2), x, y),
        "regression": describe(
            DecisionTreeRegressor(min_samples_leaf=30, random_state=2), numbers, level),
        "made_by": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
    }
    (HERE / "leaves.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
