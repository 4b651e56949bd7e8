members = expected["members"]
for name, weights in expected["weights"].items():
    if name not in by_system:
        continue
    ensemble = by_system[name]
    scores = sum(
        np.array(weights[place]) * by_system[member].loc[ensemble.index, P].to_numpy()
        for place, member in enumerate(members)
    )
    assert np.allclose(scores, ensemble[S], rtol=0, atol=1e-12), name
    shares = scores / scores.sum(axis=1, keepdims=True)
    assert np.allclose(shares, ensemble[P], rtol=0, atol=1e-12), name
    changed = int((scores.argmax(axis=1) != ensemble["read"]).sum())
    assert changed == expected["systems"][name]["otherThanHighest"], (name, changed)
    print(f"{name}: scores of {len(ensemble)} knees are the weighted sums of the networks'")
    print(pd.DataFrame(weights, index=members, columns=GRADES).round(4), end="\n\n")
