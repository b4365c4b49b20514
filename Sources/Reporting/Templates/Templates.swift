/// The mustache templates of the page by name. They are strings and no files, so that a copied executable is whole.
enum Templates {
    static let all: [String: String] = [
        "page": page, "style": style, "n": figure, "head": head, "missing": missing, "summary": summary,
        "totals": totals, "tone": tone, "trend": trend, "issues": issues, "complaints": complaints, "media": media,
        "places": places, "warnings": warnings, "clippings": clippings, "item": item, "method": method,
        "signature": signature, "earlier": earlier, "lists": lists, "stacked": stacked, "days": days, "spark": spark,
        "tonecells": toneCells,
    ]

    /// A figure: a link to the list of its items; without items there is nothing to lead to.
    static let figure =
        ##"{{#list}}<a class="n" href="#{{list}}" data-figure="{{name}}" title="Daftar butir: {{title}}">{{text}}</a>{{/list}}"##
        + #"{{^list}}<span class="n" data-figure="{{name}}">{{text}}</span>{{/list}}"#

    static let page = #"""
        <!DOCTYPE html>
        <html lang="id">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{head.document_title}}</title>
        <style>
        {{> style}}
        </style>
        </head>
        <body>
        <a class="skip" href="#ringkasan">Langsung ke ringkasan</a>
        {{#head}}{{> head}}{{/head}}
        <main>
        {{#head}}{{> missing}}{{/head}}
        {{#summary}}{{> summary}}{{/summary}}
        {{^empty}}
        {{#totals}}{{> totals}}{{/totals}}
        {{#tone}}{{> tone}}{{/tone}}
        {{#trend}}{{> trend}}{{/trend}}
        {{#issues}}{{> issues}}{{/issues}}
        {{/empty}}
        {{#complaints}}{{> complaints}}{{/complaints}}
        {{^empty}}
        {{#media}}{{> media}}{{/media}}
        {{#places}}{{> places}}{{/places}}
        {{/empty}}
        {{#warnings}}{{> warnings}}{{/warnings}}
        {{#clippings}}{{> clippings}}{{/clippings}}
        {{#method}}{{> method}}{{/method}}
        {{#signature}}{{> signature}}{{/signature}}
        {{#earlier}}{{> earlier}}{{/earlier}}
        {{#lists}}{{> lists}}{{/lists}}
        </main>
        </body>
        </html>

        """#
}
