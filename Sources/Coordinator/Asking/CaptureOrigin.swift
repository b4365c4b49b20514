import Records

extension ItemTrace.Origin {
    /// Takes the digests of a capture's body and of the bytes that an item names, and compares them with what is
    /// recorded: the capture's `sha256`, and the item's `raw`.
    init(
        _ capture: Capture, at place: ItemTrace.Place, in directory: String, partCheck: TraceCheck, raw: JSONObject,
        keepsBytes: Bool
    ) {
        self.place = place
        self.capture = capture.id ?? ""
        self.partCheck = partCheck
        var facts = JSONObject()
        for name in ["url", "final_url", "source", "fetched_at", "status", "media_type", "via", "error"] {
            facts[name] = capture.record[name]
        }
        self.facts = facts
        offset = raw["offset"]?.int ?? 0
        let body: [UInt8]
        do {
            body = try capture.bodyBytes(filesOf: directory) ?? []
        } catch {
            bodySize = nil
            bodyCheck = .differs("\(error)")
            length = raw["length"]?.int ?? 0
            digest = nil
            sliceCheck = .differs("the body cannot be had")
            bytes = nil
            return
        }
        bodySize = body.count
        length = raw["length"]?.int ?? max(0, body.count - offset)
        let whole = SHA256.hex(body)
        bodyCheck = TraceCheck(
            capture.sha256 == whole ? [] : ["its digest is \(whole), not \(capture.sha256 ?? "there at all")"])
        guard offset >= 0, length >= 0, offset <= body.count, length <= body.count - offset else {
            digest = nil
            sliceCheck = .differs("the body ends at byte \(body.count)")
            bytes = nil
            return
        }
        let slice = Array(body[offset..<offset + length])
        let digest = offset == 0 && length == body.count ? whole : SHA256.hex(slice)
        self.digest = digest
        // What an item records is the digest of the body; of a stage that records the slice's own, that counts.
        let recorded = raw["sha256"]?.string
        let fits = recorded.map { $0 == whole || $0 == digest } ?? true
        sliceCheck = TraceCheck(fits ? [] : ["the item was made from bytes with the digest \(recorded ?? "")"])
        bytes = keepsBytes ? slice : nil
    }

    /// A capture that should be there and is not.
    init(lost capture: String, raw: JSONObject, because why: String) {
        place = nil
        self.capture = capture
        facts = [:]
        bodySize = nil
        offset = raw["offset"]?.int ?? 0
        length = raw["length"]?.int ?? 0
        digest = nil
        bytes = nil
        partCheck = .differs(why)
        bodyCheck = .asRecorded
        sliceCheck = .asRecorded
    }
}
