/// What a head says of how the body is packed (RFC 9110, section 8.4), and what of that is true.
enum Packing: Equatable {
    case none
    case coded(ContentCoding)
    /// In a way that was not asked for, or in several.
    case refused(FetchFailure)

    /// Bytes of a body that tell whether it is plain text.
    static let sample = 512

    /// What names in lower case say, those that name no packing left out.
    init(_ names: [String]) {
        // Each packing over another multiplies what few bytes cost to unpack, and no server needs two.
        guard names.count < 2 else {
            self = .refused(.badEncoding("\(names.count) encodings, one in the other"))
            return
        }
        guard let name = names.first else {
            self = .none
            return
        }
        self =
            ContentCoding(name: name).map(Packing.coded)
            ?? .refused(.badEncoding("'\(name.prefix(40))' was not asked for"))
    }

    /// Whether a name says that nothing is packed.
    static func isNone(_ name: some StringProtocol) -> Bool { name == "identity" || name == "none" }

    /// Whether a body is plain text, whatever its head says: some servers name encodings that are none, and some between
    /// unpack and leave the header. Told by its first `sample` bytes; `isWhole` where it has no more.
    func isUntrue(of head: [UInt8], isWhole: Bool) -> Bool {
        guard head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) else { return false }
        guard case .coded(let coding) = self else { return self != .none }
        do {
            _ = try Inflation.inflate(head, coding, limit: 1 << 20, isCut: !isWhole)
            return false
        } catch .tooLarge {
            return false
        } catch {
            return true
        }
    }
}
