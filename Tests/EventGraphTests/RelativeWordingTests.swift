import Chronology
import EventGraph
import Testing

@Suite struct RelativeWordingTests {
  @Test(arguments: [
    ("..DCT", "before the article"), ("DCT..", "after the article, if at all"),
    ("DCT-2D..DCT", "at most 2 days before the article"), ("DCT-1D..DCT", "at most 1 day before the article"),
    ("DCT..DCT+42D", "in the 42 days after the article"), ("DCT-3D", "3 days before the article"),
    ("DCT-1W", "1 week before the article"), ("DCT+0W", "in the week of the article"),
    ("FRI<DCT", "the Friday before the article"), ("TUE>DCT", "the Tuesday after the article"),
  ]) func closedFormsAreSaidFromTheArticle(form: String, words: String) {
    #expect(EventTime(basis: .approximate, relative: form).relativeWords == words)
  }

  @Test func whatIsOnlyToldSaysSo() {
    #expect(EventTime(basis: .reported, relative: "..DCT").relativeWords == "told in the article")
  }

  @Test(arguments: [nil, "", "nonsense", "FRI<<MON<DCT", "2025-05-16"] as [String?])
  func otherTimesHaveNoSuchWords(form: String?) {
    #expect(EventTime(basis: .inferred, relative: form).relativeWords == nil)
  }
}
