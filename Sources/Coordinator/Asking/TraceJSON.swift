import Records

extension ItemTrace {
    /// The trace for other programs; `ok` says whether everything is as recorded.
    var json: JSONObject {
        [
            "trace": 1, "pipeline": .string(pipeline), "id": .string(id), "key": .string(key),
            "title": title.map { .string($0) } ?? .null, "ok": .bool(isGood),
            "records": .array(versions.map { .object($0.json) }),
            "merged_by": fold.map { .string($0) } ?? .null,
            "earlier": .array(
                earlier.map { entry in
                    var object: JSONObject = ["key": .string(entry.key)]
                    for (name, value) in entry.place.json { object[name] = value }
                    return .object(object)
                }),
            "unreadable": .strings(damaged),
        ]
    }
}

extension ItemTrace.Place {
    var json: JSONObject {
        ["stage": .string(stage), "partition": .string(partition), "part": .string(part), "line": .int(line)]
    }
}

extension TraceCheck {
    /// `{"ok": true}`, or with `why`.
    var json: JSONValue {
        switch self {
        case .asRecorded: ["ok": true]
        case .differs(let why): ["ok": false, "why": .string(why)]
        }
    }
}

extension ItemTrace.Version {
    var json: JSONObject {
        [
            "stages": .array(steps.map { .object($0.json) }), "capture": origin.map { .object($0.json) } ?? .null,
            "via": .array(via.map { .object($0.json) }),
        ]
    }
}

extension ItemTrace.Step {
    var json: JSONObject {
        var object = place.json
        object["check"] = check.json
        object["values_shown"] = .bool(isShown)
        object["changes"] = .object(changes.json(showingValues: isShown))
        object["evidence"] = .array(
            evidence.files.map {
                [
                    "path": .string($0.fact.path), "sha256": $0.fact.sha256.map { .string($0) } ?? .null,
                    "rules": .strings($0.rules),
                ]
            })
        if let receipt {
            object["receipt"] = [
                "receipt_key": .string(receipt.receiptKey), "rules": .string(receipt.rules),
                "command": .array(receipt.material.command.map(\.json)), "run": .string(receipt.run),
                "finished": .string(receipt.finished),
            ]
        }
        return object
    }
}

extension ItemTrace.Origin {
    var json: JSONObject {
        var object: JSONObject = ["id": .string(capture)]
        for (name, value) in place?.json ?? [:] { object[name] = value }
        object["part_check"] = partCheck.json
        for (name, value) in facts { object[name] = value }
        object["bytes"] = bodySize.map { .int($0) } ?? .null
        object["body_check"] = bodyCheck.json
        object["raw"] = [
            "offset": .int(offset), "length": .int(length), "sha256": digest.map { .string($0) } ?? .null,
            "check": sliceCheck.json,
        ]
        if let bytes { object["raw_text"] = .string(String(decoding: bytes, as: UTF8.self)) }
        return object
    }
}
