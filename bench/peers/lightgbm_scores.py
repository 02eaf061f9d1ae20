"""Gradient boosting (LightGBM) as a peer of npm run bench:targeting.

Trains once on all declarations dated before --from and prints "number,score" for those of --judged from --from to --until.
Unlike the statistics it also knows the results of the last 30 days before the period. Declarant, importer and seller are
left out: on the training quarters they made it worse (bench/targeting.md).
"""

import argparse

import lightgbm
import pandas

LEFT_OUT = ["Declaration ID", "Date", "Fraud", "Critical Fraud", "Declarant ID", "Importer ID", "Seller ID"]
NUMBERS = ["Tax Rate", "Net Mass", "Item Price", "Unit Value"]


def read(files):
    return pandas.concat([pandas.read_csv(file, dtype=str, encoding="utf-8-sig") for file in files], ignore_index=True)


def features_of(declared):
    features = declared.drop(columns=LEFT_OUT)
    features["HS4"] = declared["HS6 Code"].str[:4]
    features["HS2"] = declared["HS6 Code"].str[:2]
    for name in NUMBERS[:3]:
        features[name] = pandas.to_numeric(declared[name], errors="coerce")
    features["Unit Value"] = features["Item Price"] / features["Net Mass"]
    for name in features.columns.difference(NUMBERS):
        features[name] = features[name].fillna("").astype("category")
    return features


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("known", nargs="+")
    arguments.add_argument("--judged", required=True)
    arguments.add_argument("--from", dest="first", required=True)
    arguments.add_argument("--until", required=True)
    given = arguments.parse_args()
    known = read(given.known)
    known = known[known["Date"] < given.first]
    judged = read([given.judged])
    judged = judged[(judged["Date"] >= given.first) & (judged["Date"] <= given.until)]
    features = features_of(pandas.concat([known, judged], ignore_index=True))
    model = lightgbm.LGBMClassifier(
        n_estimators=500, learning_rate=0.05, num_leaves=63, min_child_samples=10, cat_smooth=3,
        n_jobs=1, random_state=1, deterministic=True, verbose=-1,
    )
    model.fit(features.iloc[: len(known)], (known["Fraud"].astype(float) > 0).astype(int))
    scores = model.predict_proba(features.iloc[len(known) :])[:, 1]
    for number, score in zip(judged["Declaration ID"], scores):
        print(f"{number},{score:.9f}")


main()
