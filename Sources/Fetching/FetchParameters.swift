import Records
import StageKit

/// The parameters of a run of fetching, read and checked.
struct FetchParameters {
    /// What is fetched.
    enum Selection: Equatable {
        /// Every active source of kind feed, sitemap or page; or those named.
        case feeds([String]?)
        /// Every new file of a folder, by the register's inbox sources.
        case inbox(folder: String)
        /// An archive: saved pages, WARC files, JSON Lines; all of one source where one is named.
        case folder(String, source: String?, filter: ArchiveFilter, lines: LineMapping?)
        /// The pages that entries link to.
        case links(budget: Int)
    }

    var selection: Selection
    /// The folder of a recorded web that answers in place of the network.
    var replay: String?
    /// The User-Agent's comment: how to reach whoever runs this.
    var contact: String?
    var limits = FetchLimits()
    /// The proxy of this run, or `none`; without a password, as parameters stand in receipts.
    var proxy: String?
    /// A PEM file of certificates to trust beside the system's.
    var authorities: String?

    init(_ params: StageParameters) throws(StageFailure) {
        try params.allow(
            "select", "folder", "source", "hosts", "urls", "since", "until", "jsonl", "follow", "budget", "replay",
            "contact",
            "max_bytes", "parallel", "per_host",
            "delay_ms", "timeout_s", "connect_timeout_s", "stall_timeout_s", "max_redirects", "max_sent_bytes",
            "min_speed", "proxy", "ca_file", "retries", "max_wait_s", "max_crawl_delay_s")
        selection = try Self.selection(params)
        replay = try params.string("replay")
        contact = try params.string("contact")
        if let contact, contact.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw .usage("parameter 'contact' must be an address on one line")
        }
        func limit(_ name: String, _ range: ClosedRange<Int>) throws(StageFailure) -> Int? {
            guard let value = try params.int(name) else { return nil }
            guard range.contains(value) else {
                throw .usage(
                    "parameter '\(name)' must be between \(range.lowerBound) and \(range.upperBound), not \(value)")
            }
            return value
        }
        if let value = try limit("max_bytes", 1...(1 << 40)) {
            limits.body = value
            limits.sentBody = value
        } else if case .inbox = selection {
            limits.body = 512 << 20
        }
        if let value = try limit("max_sent_bytes", 1...(1 << 40)) { limits.sentBody = value }
        if let value = try limit("min_speed", 1...(1 << 30)) { limits.minSpeed = value }
        if let value = try limit("parallel", 1...1000) { limits.parallel = value }
        if let value = try limit("per_host", 1...100) { limits.perHost = value }
        if let value = try limit("delay_ms", 0...600_000) { limits.delay = value }
        if let value = try limit("timeout_s", 1...86_400) { limits.totalTimeout = value * 1000 }
        if let value = try limit("connect_timeout_s", 1...3600) { limits.connectTimeout = value * 1000 }
        if let value = try limit("stall_timeout_s", 1...3600) { limits.stallTimeout = value }
        if let value = try limit("max_redirects", 0...50) { limits.redirects = value }
        var patience = FetchLimits.Patience()
        if let value = try limit("retries", 0...10) { patience.retries = value }
        if let value = try limit("max_wait_s", 0...3600) { patience.longest = value * 1000 }
        limits.patience = patience
        if let value = try limit("max_crawl_delay_s", 0...3600) { limits.crawlDelay = value * 1000 }
        proxy = try Self.proxy(params)
        authorities = try Self.authorities(params)
    }

    private static func proxy(_ params: StageParameters) throws(StageFailure) -> String? {
        guard let text = try params.string("proxy"), text != ProxyRules.none else { return try params.string("proxy") }
        guard let proxy = Proxy(text) else {
            throw .usage("parameter 'proxy' must be an address such as http://proxy.example:3128, or none")
        }
        guard proxy.user == nil else {
            throw .usage(
                "parameter 'proxy' holds a password, and parameters stand in receipts; "
                    + "give it in the environment: https_proxy, with pass_env")
        }
        return text
    }

    private static func authorities(_ params: StageParameters) throws(StageFailure) -> String? {
        if params.object["ca_file"] == .null { throw .usage("parameter 'ca_file': there is no such file") }
        guard let path = try params.string("ca_file") else { return nil }
        guard let bytes = try? LocalFiles.contents(path) else { throw .usage("parameter 'ca_file': no file '\(path)'") }
        guard bytes.firstRange(of: Array("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
            throw .usage("parameter 'ca_file': '\(path)' holds no certificate in PEM (-----BEGIN CERTIFICATE-----)")
        }
        return path
    }

    private static func selection(_ params: StageParameters) throws(StageFailure) -> Selection {
        let select = try params.strings("select")
        let folder = try params.string("folder")
        func only(_ names: String...) throws(StageFailure) {
            for name in ["folder", "source", "budget", "hosts", "urls", "since", "until", "jsonl"]
            where params.object[name] != nil && !names.contains(name) {
                let word = params.object["follow"] == nil ? "select: \(select.joined(separator: ", "))" : "follow: link"
                throw .usage("parameter '\(name)' does not go with '\(word)'")
            }
        }
        func needFolder() throws(StageFailure) -> String {
            guard let folder else { throw .usage("'select: \(select[0])' needs the parameter 'folder'") }
            guard LocalFiles.isDirectory(folder) else { throw .usage("parameter 'folder': no directory '\(folder)'") }
            return folder
        }
        if let follow = try params.string("follow") {
            guard follow == "link" else { throw .usage("parameter 'follow' must be link, not '\(follow)'") }
            guard select.isEmpty, folder == nil, params.object["source"] == nil else {
                throw .usage("'follow: link' takes its URLs from the inputs; leave out 'select', 'folder' and 'source'")
            }
            try only("budget")
            let budget = try params.int("budget") ?? 2000
            guard budget >= 0 else { throw .usage("parameter 'budget' must not be negative, not \(budget)") }
            return .links(budget: budget)
        }
        switch select {
        case []:
            throw .usage("missing parameter: 'select' (feeds, inbox, folder, or codes of sources) or 'follow: link'")
        case ["inbox"]:
            try only("folder")
            return .inbox(folder: try needFolder())
        case ["folder"]:
            try only("folder", "source", "hosts", "urls", "since", "until", "jsonl")
            return .folder(
                try needFolder(), source: try params.string("source"), filter: try ArchiveFilter(params),
                lines: try LineMapping(params))
        default:
            try only()
            return .feeds(select == ["feeds"] ? nil : select)
        }
    }
}
