/// What `HTMLSanitizer` lets through, and in what form.
enum HTMLAllowed {
    /// Elements without an end tag.
    static let void: Set<String> = ["area", "br", "col", "hr", "img", "source", "track", "wbr"]

    /// Elements of text, tables and media.
    static let elements: Set<String> = [
        "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
        "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dir",
        "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "main", "map", "mark", "menu", "nav", "ol", "p",
        "picture", "pre", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small", "source", "span",
        "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
        "track", "tt", "u", "ul", "var", "video", "wbr",
    ]

    /// Elements whose content is no text for readers: it goes with them.
    static let withContent: Set<String> = [
        "button", "datalist", "option", "optgroup", "script", "select", "style", "template", "textarea",
    ]

    private static let attributes: Set<String> = [
        "abbr", "align", "alt", "aria-hidden", "aria-label", "axis", "bgcolor", "border", "bordercolor", "cellpadding",
        "cellspacing", "char", "charoff", "charset", "class", "clear", "color", "cols", "colspan", "compact",
        "controls", "coords", "datetime", "decoding", "default", "dir", "face", "frame", "headers", "height", "hidden",
        "hreflang", "hspace", "id", "ismap", "itemprop", "itemscope", "itemtype", "kind", "label", "lang", "loading",
        "loop", "media", "name", "nohref", "noshade", "nowrap", "open", "preload", "rel", "rev", "reversed", "role",
        "rowspan", "rules", "scope", "shape", "size", "sizes", "span", "srclang", "start", "summary", "title",
        "translate", "type", "valign", "value", "vspace", "width", "wrap", "xml:lang",
    ]

    /// The value of an attribute as it may stand; nil where it may not.
    static func value(of name: String, _ value: String, on element: String, base: String?) -> String? {
        switch name {
        case "href", "cite", "longdesc", "poster", "background": AllowedURL.resolve(value, against: base)
        case "src": AllowedURL.resolve(value, against: base, picture: element == "img")
        case "srcset": AllowedURL.resolve(candidates: value, against: base)
        // Frames of the page that shows the fragment are none of its business.
        case "target": value.asciiLowercased == "_blank" ? value : nil
        case "usemap": value.hasPrefix("#") || value.isEmpty ? value : nil
        case "style": AllowedStyle.clean(value).nonEmpty
        default: attributes.contains(name) ? value : nil
        }
    }

    /// A vocabulary that HTML takes in as a whole, by the name of its root.
    enum Vocabulary: String {
        case svg, math

        var root: String { rawValue }

        var namespace: String {
            switch self {
            case .svg: "http://www.w3.org/2000/svg"
            case .math: "http://www.w3.org/1998/Math/MathML"
            }
        }

        /// In lower case.
        var elements: Set<String> {
            switch self {
            case .svg: Self.svgElements
            case .math: Self.mathElements
            }
        }

        /// Elements inside it whose content is no text for readers: it goes with them.
        static let withContent: Set<String> = ["annotation-xml", "metadata"]

        /// The value of an attribute as it may stand; nil where it may not.
        func value(of name: String, _ value: String, on element: String, base: String?) -> String? {
            switch name {
            case "xlink:href", "href":
                // Only links lead out of the fragment; a drawing is not put together from elsewhere.
                if element == "a" || self == .math { return AllowedURL.resolve(value, against: base) }
                return value.hasPrefix("#") ? value : nil
            case "style": return AllowedStyle.clean(value).nonEmpty
            case "xlink:type", "xlink:show", "xlink:title", "xlink:role", "xlink:actuate", "xml:lang", "xml:space":
                return value
            default:
                let known = self == .svg ? Self.svgAttributes : Self.mathAttributes
                guard known.contains(name), !AllowedURL.leadsOut(value) else { return nil }
                return value
            }
        }

        private static let svgElements: Set<String> = [
            "a", "circle", "clippath", "defs", "desc", "ellipse", "g", "line", "lineargradient", "marker", "mask",
            "path", "pattern", "polygon", "polyline", "radialgradient", "rect", "stop", "switch", "symbol", "text",
            "textpath", "title", "tspan", "use",
        ]
        private static let svgAttributes: Set<String> = [
            "alignment-baseline", "baseprofile", "class", "clip-path", "clip-rule", "color", "cx", "cy", "d", "dir",
            "direction", "display", "dominant-baseline", "dx", "dy", "fill", "fill-opacity", "fill-rule",
            "font-family", "font-size", "font-stretch", "font-style", "font-variant", "font-weight", "fx", "fy",
            "gradienttransform", "gradientunits", "height", "id", "lang", "letter-spacing", "marker-end",
            "marker-mid", "marker-start", "markerheight", "markerunits", "markerwidth", "mask", "offset", "opacity",
            "orient", "overflow", "pathlength", "patterncontentunits", "patterntransform", "patternunits", "points",
            "preserveaspectratio", "r", "refx", "refy", "role", "rotate", "rx", "ry", "shape-rendering",
            "spreadmethod", "startoffset", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
            "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
            "stroke-width", "text-anchor", "textlength", "transform", "vector-effect", "version", "viewbox",
            "visibility", "width", "word-spacing", "x", "x1", "x2", "y", "y1", "y2",
        ]
        private static let mathElements: Set<String> = [
            "annotation", "maction", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo",
            "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
            "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics",
        ]
        private static let mathAttributes: Set<String> = [
            "accent", "accentunder", "align", "bevelled", "class", "close", "columnalign", "columnlines",
            "columnspacing", "columnspan", "depth", "dir", "display", "displaystyle", "encoding", "equalcolumns",
            "equalrows", "fence", "frame", "height", "id", "largeop", "linethickness", "lspace", "mathbackground",
            "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "open",
            "rowalign", "rowlines", "rowspacing", "rowspan", "rspace", "scriptlevel", "selection", "separator",
            "separators", "stretchy", "subscriptshift", "superscriptshift", "symmetric", "voffset", "width",
        ]
    }
}
