import Records

/// The bands of a MinHash sketch under which near-duplicates meet (locality-sensitive hashing; Leskovec, Rajaraman and
/// Ullman, "Mining of Massive Datasets", section 3.4).
///
/// 21 bands of 3 of the 64 values: two texts of resemblance 0.6 share a band with a probability of 0.994, of 0.8 in all
/// but one of ten million cases. What only happens to share a band is sorted out by the exact comparison.
enum MinHashBands {
    static let rows = 3

    /// The bands of a sketch as `MinHash.compact` writes it; none where it is none.
    static func bands(_ sketch: String) -> [UInt64] {
        guard let values = MinHash(compact: sketch)?.values else { return [] }
        return (0..<(values.count / rows)).map { band in
            values[(band * rows)..<((band + 1) * rows)].reduce(UInt64(band)) { $0 << 16 | UInt64($1) }
        }
    }
}
