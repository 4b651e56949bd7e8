members = expected["members"]


def pooled(probabilities, weights, pool, sum_to_one):
    """Scores [knee, grade] from probabilities [member, knee, grade] and weights [member, grade]."""
    if pool == "vote":
        votes = np.eye(5)[probabilities.argmax(axis=2)].sum(axis=0)
        return (votes + probabilities.mean(axis=0)) / (len(probabilities) + 1)
    if pool == "geometric":
        share = weights[:, :1, None] / weights[:, 0].sum()
        scores = np.exp((share * np.log(np.maximum(probabilities, 2.0**-149))).sum(axis=0))
        return scores / scores.sum(axis=1, keepdims=True)
    scores = (weights[:, None, :] * probabilities).sum(axis=0)
    return scores / scores.sum(axis=1, keepdims=True) if sum_to_one else scores


for name, way in expected["ensembles"].items():
    if name not in by_system:
        continue
    ensemble = by_system[name]
    weights = np.array(way["table"])
    counted = [place for place, of_member in enumerate(weights) if of_member.any()]
    probabilities = np.array(
        [by_system[members[place]].loc[ensemble.index, P].to_numpy() for place in counted]
    )
    scores = pooled(probabilities, weights[counted], way["pool"], way["sumToOne"])
    assert np.allclose(scores, ensemble[S], rtol=0, atol=tolerance), f"{name}: other scores"
    shares = scores / scores.sum(axis=1, keepdims=True)
    assert np.allclose(shares, ensemble[P], rtol=0, atol=tolerance), f"{name}: other shares"
    changed = int((scores.argmax(axis=1) != ensemble["read"]).sum())
    page = expected["systems"][name]["otherThanHighest"]
    assert abs(changed - page) <= near_ties(scores), f"{name}: other grades"
    divided = ", divided by their sum" if way["sumToOne"] else ""
    print(f"{name}: scores of {len(ensemble)} knees follow from the networks' ({way['pool']}{divided})")
    print(pd.DataFrame(weights, index=members, columns=GRADES).round(4), end="\n\n")
