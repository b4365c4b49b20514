/// The pictures of a page's article: the one that the page gives to others, those of its JSON-LD, and those that stand in
/// it with something written under them.
enum PagePictures {
    static func read(
        _ tree: HTMLTree, _ data: LinkedData, _ meta: MetaTags, url: String?, _ index: PageIndex, _ aside: PageAside
    ) -> [Article.Picture] {
        let declared = (meta.all("og:image") + meta.all("og:image:url")).map { Article.Picture(url: $0) }
        var pictures: [Article.Picture] = []
        for var picture in declared + data.pictures + captioned(tree, index, aside) {
            picture.url = URLs.resolve(picture.url, against: url)
            guard !picture.url.isEmpty, !picture.url.hasPrefix("data:") else { continue }
            if let known = pictures.firstIndex(where: { $0.url == picture.url }) {
                pictures[known].caption = pictures[known].caption ?? picture.caption
            } else if pictures.count < limit {
                pictures.append(picture)
            }
        }
        return pictures
    }

    private static let limit = 64

    /// Pictures with their captions: `figure` with `figcaption`, and the boxes of publishing systems in their place.
    private static func captioned(_ tree: HTMLTree, _ page: PageIndex, _ aside: PageAside) -> [Article.Picture] {
        var pictures: [Article.Picture] = []
        var image: (node: Int, url: String)?
        for index in page.pictures {
            let node = tree.nodes[index]
            if node.name == "img" || node.name == "amp-img" {
                let source = node["data-src"] ?? node["data-original"] ?? node["src"]
                image = source?.trimmed.nonEmpty.map { (index, $0) }
            } else if let found = image, node.name != "figure", index - found.node <= distance, node.end - index < 200,
                !aside.holds(index)
            {
                // A box named for the caption may also be the box of both: then the picture comes after it.
                let text = tree.text(of: index)
                guard !text.isEmpty, text.utf8.count <= 1000 else { continue }
                pictures.append(Article.Picture(url: found.url, caption: text))
                image = nil
            }
        }
        return pictures
    }

    /// Nodes between a picture and its caption.
    private static let distance = 16
}
