import FoundationEssentials
import TransparencyLog

/// A document around its body: with its style sheet and its script in it, and a policy under which nothing else counts.
struct HTMLPage {
    var title: String
    var terms: PageTerms
    /// Lines of HTML.
    var body: String

    var text: String {
        """
        \(Self.beginning)
        <html lang="\(terms.tag)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>\(HTMLText.escaped(title))</title>
        <style>\(Self.styleSheet)</style>
        </head>
        <body>
        <a class="skip" href="#main">\(terms("To the figures"))</a>
        \(body)
        <script>\(Self.script)</script>
        </body>
        </html>

        """
    }

    /// By which a page is told from other texts.
    static let beginning = "<!DOCTYPE html>"

    static let styleSheet = String(decoding: PackageResources.page_css, as: UTF8.self)
    static let script = String(decoding: PackageResources.page_js, as: UTF8.self)

    /// No network, no frames, no forms; and of styles and scripts those with these digests.
    static let policy =
        "default-src 'none'; style-src '\(source(styleSheet))'; script-src '\(source(script))'; base-uri 'none'; form-action 'none'"

    private static func source(_ text: String) -> String {
        "sha256-" + Data(Digest(of: Array(text.utf8)).bytes).base64EncodedString()
    }
}
