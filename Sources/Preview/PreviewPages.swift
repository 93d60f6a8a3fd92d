// Built pages as they are served: with forms, a look for a newer build, and a policy that allows these two.

enum PreviewPages {
  private static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
  static let served =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"

  static let style = """
    .editor { border-top: 3px double; margin-block: 2rem 0; padding-block: .5rem; }
    .editor form { margin: 0; }
    .editor p { margin-block: .4rem; display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; }
    .editor label { display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; min-width: 0; }
    .editor input { width: min(30rem, 100%); }
    .editor input, .editor select, .editor button { font: inherit; max-width: 100%; }

    """

  /// Asks once a second whether the site was built anew, and shows it; not while somebody is writing in a form.
  static let script = """
    'use strict';
    (function () {
      var script = document.currentScript, build = script.dataset.build, state = script.dataset.state, touched = false;
      document.addEventListener('input', function () { touched = true; });
      setInterval(function () {
        fetch(state, { cache: 'no-store' }).then(function (answer) {
          return answer.ok ? answer.text() : build;
        }).then(function (text) {
          if (/^\\d+$/.test(text.trim()) && text.trim() !== build && !touched) location.reload();
        }).catch(function () {});
      }, 1000);
    })();

    """

  /// A page with what belongs to its preview.
  ///
  /// - Parameters:
  ///   - forms: markup for the end of the main part.
  ///   - root: from the page to the top: `` or `../`.
  static func preview(_ html: [UInt8], forms: String, root: String, build: Int) -> [UInt8] {
    var text = String(decoding: html, as: UTF8.self)
    func replace(_ old: String, _ new: String, last: Bool = false) {
      guard let range = last ? text.lastRange(of: old) : text.firstRange(of: old) else { return }
      text.replaceSubrange(range, with: new)
    }
    replace("content=\"\(policy)\"", "content=\"\(served)\"")
    replace("name=\"referrer\" content=\"no-referrer\"", "name=\"referrer\" content=\"same-origin\"")
    replace(
      "</head>",
      "<link rel=\"stylesheet\" href=\"\(root)-/preview.css\">\n<script src=\"\(root)-/preview.js\" data-build=\"\(build)\" data-state=\"\(root)-/state\" defer></script>\n</head>"
    )
    replace("</main>", forms + "\n</main>", last: true)
    return Array(text.utf8)
  }
}

extension String {
  fileprivate func lastRange(of words: String) -> Range<String.Index>? { ranges(of: words).last }
}
