/// Finds numbers and addresses that belong to a person and puts a typed mark in their place.
///
/// | mark | what |
/// |---|---|
/// | `[NIK]` | a resident's or a family card's number: 16 digits with a date in them, also spaced or dotted |
/// | `[TELEPON]` | a mobile number: `08…`, `628…`, `+62 8…`, also spaced, dotted or with hyphens |
/// | `[SUREL]` | an e-mail address |
/// | `[AKUN]` | an account that a text mentions: `@name` |
///
/// Costs one walk over the bytes; a text without a digit or `@` is returned as it is.
struct PersonalData: Sendable {
    /// The text with marks in place of personal data.
    ///
    /// Without `accounts` a word after `@` stays, as it may be a part of a link's path.
    static func masked(_ text: String, accounts: Bool = true) -> String {
        guard text.utf8.contains(where: { isDigit($0) || $0 == at }) else { return text }
        return PersonalData(text).masked(accounts) ?? text
    }

    private let bytes: [UInt8]

    private init(_ text: String) { bytes = Array(text.utf8) }

    private func masked(_ accounts: Bool) -> String? {
        var output: [UInt8] = []
        var kept = 0
        var index = 0
        while index < bytes.count {
            var found: (range: Range<Int>, mark: StaticString)?
            if bytes[index] == Self.at {
                found = address(at: index, from: kept) ?? (accounts ? mention(at: index) : nil)
            } else if isDigit(bytes[index]) || bytes[index] == plus, index == 0 || !isDigit(bytes[index - 1]) {
                found = resident(at: index) ?? phone(at: index)
            }
            guard let (range, mark) = found else {
                index += 1
                continue
            }
            output += bytes[kept..<range.lowerBound]
            mark.withUTF8Buffer { output += $0 }
            kept = range.upperBound
            index = kept
        }
        guard kept > 0 else { return nil }
        output += bytes[kept...]
        return String(decoding: output, as: UTF8.self)
    }

    // MARK: Numbers of residents

    /// 16 digits: region (6), date of birth with 40 added to the day of women (6), serial (4, not 0000).
    private func resident(at start: Int) -> (Range<Int>, StaticString)? {
        guard isDigit(bytes[start]) else { return nil }
        let groups = digitGroups(from: start, limit: 17)
        let labelled = isLabelled(start)
        // All of one run of groups, or its first 16 digits where a group ends there.
        var digits: [UInt8] = []
        var separator: UInt8?
        for (index, group) in groups.enumerated() {
            if index > 0 {
                guard separator == nil || group.separator == separator else { break }
                separator = group.separator
            }
            digits += bytes[group.range]
            if digits.count >= 15 {
                let used = groups[...index]
                let even = used.allSatisfy { $0.range.count >= 2 } || used.allSatisfy { $0.range.count == 1 }
                let ends = group.range.upperBound == bytes.count || !isDigit(bytes[group.range.upperBound])
                guard even, ends else { return nil }
                let plausible = digits.count == 16 && hasDate(digits) && (index == 0 || hasRegion(digits))
                guard plausible || labelled && digits.count <= 17 else {
                    if digits.count >= 16 { return nil }
                    continue
                }
                return (start..<group.range.upperBound, "[NIK]")
            }
        }
        return nil
    }

    private func hasDate(_ digits: [UInt8]) -> Bool {
        func number(_ at: Int) -> Int { Int(digits[at] - zero) * 10 + Int(digits[at + 1] - zero) }
        let day = number(6)
        return digits[0] != zero && ((1...31).contains(day) || (41...71).contains(day)) && (1...12).contains(number(8))
            && (number(12) != 0 || number(14) != 0)
    }

    /// Whether the first two digits are a province's.
    private func hasRegion(_ digits: [UInt8]) -> Bool {
        [11...21, 31...36, 51...53, 61...65, 71...76, 81...82, 91...97]
            .contains { $0.contains(Int(digits[0] - zero) * 10 + Int(digits[1] - zero)) }
    }

    /// Whether `NIK`, `KK` or `KTP` stands right before: then a number with a slip of the pen is masked too.
    private func isLabelled(_ start: Int) -> Bool {
        let before = bytes[max(0, start - 16)..<start].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let words = before.split { !isLetterOrDigit($0) }.map { String(decoding: $0, as: UTF8.self) }
        return words.suffix(3).contains { ["nik", "kk", "ktp", "nokk", "noktp"].contains($0) }
    }

    // MARK: Phone numbers

    /// A mobile number: `0`, `62` or `+62`, then 8 and 8 to 11 more digits.
    private func phone(at start: Int) -> (Range<Int>, StaticString)? {
        var position = start
        if bytes[position] == plus { position += 1 }
        guard position < bytes.count, isDigit(bytes[position]) else { return nil }
        let groups = digitGroups(from: position, limit: 15, brackets: true)
        var digits: [UInt8] = []
        var end: Int?
        for (index, group) in groups.enumerated() {
            digits += bytes[group.range]
            guard let national = Self.national(digits), national <= 12 else {
                // Up to here there may be no more than a country code and a trunk zero: +62 (0).
                if digits.count > 3 { break }
                continue
            }
            if national >= 9 { end = group.range.upperBound }
            // Another group belongs to the number only if it is set off as the ones before, and is no single digit.
            if national >= 9, index > 0, index + 1 < groups.count,
                groups[index + 1].separator != group.separator || groups[index + 1].range.count < 2
            {
                break
            }
        }
        return end.map { (start..<$0, "[TELEPON]") }
    }

    /// How many digits follow the trunk 0 or the country code; nil where it is no mobile number so far.
    private static func national(_ digits: [UInt8]) -> Int? {
        let skip = digits.starts(with: [zero + 6, zero + 2]) ? 2 : digits.first == zero ? 1 : 0
        guard skip > 0 else { return nil }
        var rest = digits.dropFirst(skip)
        if skip == 2, rest.first == zero { rest = rest.dropFirst() }
        guard rest.count >= 2, rest.first == zero + 8, rest[rest.startIndex + 1] != zero else { return nil }
        return rest.count
    }

    // MARK: Runs of digits

    private struct Group {
        var range: Range<Int>
        /// The first byte of what sets it off from the group before.
        var separator: UInt8
    }

    /// Runs of digits from a place, as long as only one to three blanks, dots and hyphens set them off.
    private func digitGroups(from start: Int, limit: Int, brackets: Bool = false) -> [Group] {
        var groups: [Group] = []
        var position = start
        var separator: UInt8 = 0
        var total = 0
        while position < bytes.count, isDigit(bytes[position]), total < limit {
            let from = position
            while position < bytes.count, isDigit(bytes[position]) { position += 1 }
            groups.append(Group(range: from..<position, separator: separator))
            total += position - from
            var next = position
            while next < bytes.count, next - position < 3, isSeparator(bytes[next], brackets) { next += 1 }
            guard next > position, next < bytes.count else { break }
            separator = bytes[position]
            position = next
        }
        return groups
    }

    private func isSeparator(_ byte: UInt8, _ brackets: Bool) -> Bool {
        switch byte {
        case 0x20, 0x2E, 0x2D: true
        case 0x28, 0x29: brackets
        default: false
        }
    }

    // MARK: Addresses and accounts

    private func address(at mark: Int, from floor: Int) -> (Range<Int>, StaticString)? {
        var start = mark
        while start > floor, isLocal(bytes[start - 1]) { start -= 1 }
        var end = mark + 1
        while end < bytes.count, isLetterOrDigit(bytes[end]) || bytes[end] == 0x2E || bytes[end] == 0x2D { end += 1 }
        while end > mark + 1, bytes[end - 1] == 0x2E || bytes[end - 1] == 0x2D { end -= 1 }
        guard start < mark, let dot = bytes[mark..<end].lastIndex(of: 0x2E), dot > mark + 1, end - dot > 2,
            bytes[(dot + 1)..<end].allSatisfy({ !isDigit($0) })
        else { return nil }
        return (start..<end, "[SUREL]")
    }

    private func isLocal(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || [0x2E, 0x5F, 0x25, 0x2B, 0x2D].contains(byte)
    }

    private func mention(at mark: Int) -> (Range<Int>, StaticString)? {
        if mark > 0, isLetterOrDigit(bytes[mark - 1]) { return nil }
        var end = mark + 1
        while end < bytes.count, isLetterOrDigit(bytes[end]) || bytes[end] == 0x5F || bytes[end] == 0x2E { end += 1 }
        while end > mark + 1, bytes[end - 1] == 0x2E { end -= 1 }
        return end - mark > 2 ? (mark..<end, "[AKUN]") : nil
    }

    private static let at = UInt8(ascii: "@")
}

private let plus = UInt8(ascii: "+")
private let zero = UInt8(ascii: "0")

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
