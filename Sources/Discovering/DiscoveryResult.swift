import Markup
import Pack

extension Discovery {
    /// An address that was tried and is nothing.
    struct Refusal: Equatable {
        var url: String
        var reason: String
        var detail: String
    }

    /// What came of it.
    struct Result {
        /// The address as it was given.
        var address: String
        /// The best first.
        var found: [Finding] = []
        /// Lists that say the same as one of those: their addresses, and its address.
        var repeated: [(url: String, of: String)] = []
        var refused: [Refusal] = []
        /// Addresses that there was no room for.
        var leftOut = 0
        var page: PageLinks?
        /// Nobody answered at the address that was given.
        var isSilent = false
        /// The entry for the register; nil where nothing was found.
        var best: SourceGuess?
        /// What the register has already at one of these addresses.
        var known: (code: String, url: String)?
        /// How many addresses were tried for what they hold.
        var tried = 0
    }
}
