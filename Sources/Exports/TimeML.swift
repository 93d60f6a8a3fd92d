// TimeML 1.2.1 of one document: its text with time expressions and events inline, and the links between them.

import ChronographBase
import Chronology
import Corpus
import Events

/// The grammar of a word that names an event, in the terms of TimeML.
public struct TimeMLForm: Sendable, Equatable {
  public enum PartOfSpeech: String, Sendable {
    case verb = "VERB", noun = "NOUN", adjective = "ADJECTIVE", preposition = "PREPOSITION", other = "OTHER"
  }

  public enum Tense: String, Sendable {
    case past = "PAST", present = "PRESENT", future = "FUTURE", infinitive = "INFINITIVE"
    case presentParticiple = "PRESPART", pastParticiple = "PASTPART"
    case none = "NONE"
  }

  public enum Aspect: String, Sendable {
    case perfective = "PERFECTIVE", progressive = "PROGRESSIVE", perfectiveProgressive = "PERFECTIVE_PROGRESSIVE"
    case none = "NONE"
  }

  public var partOfSpeech: PartOfSpeech
  public var tense: Tense
  public var aspect: Aspect
  /// The modal verb, such as `may`.
  public var modality: String?
  public var isNegated: Bool

  public init(
    partOfSpeech: PartOfSpeech, tense: Tense = .none, aspect: Aspect = .none, modality: String? = nil,
    isNegated: Bool = false
  ) {
    self.partOfSpeech = partOfSpeech
    self.tense = tense
    self.aspect = aspect
    self.modality = modality
    self.isNegated = isNegated
  }
}

/// Writes TimeML.
///
/// Source: TimeML 1.2.1 specification; the file layout is that of the TempEval-3 corpora.
public enum TimeML {
  /// The TimeML document of a record, with a line feed at its end.
  ///
  /// - Parameter forms: of the first mentions of its events, in their order; where one is missing it is `UNKNOWN`.
  public static func document(_ record: DocumentRecord, forms: [TimeMLForm?] = []) -> [UInt8] {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n"
    xml += "<DOCID>\(text(record.source.id))</DOCID>\n"
    let day = record.date.interval.width == 1 ? record.date.interval.earliest : nil
    let value = day?.description ?? record.date.edtf.flatMap { isPartialDate($0) ? $0 : nil } ?? "XXXX-XX-XX"
    xml += "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"\(text(value))\" temporalFunction=\"false\" "
    xml += "functionInDocument=\"CREATION_TIME\">\(text(value))</TIMEX3></DCT>\n"
    xml += "<TITLE>\(text(record.title))</TITLE>\n"
    let (body, tagged) = marked(record)
    xml += "<TEXT>\(body)</TEXT>\n"
    for (number, event) in record.events.enumerated() where tagged.contains(number) {
      let form = forms.indices.contains(number) ? forms[number] : nil
      let polarity = event.status == .denied || form?.isNegated == true ? "NEG" : "POS"
      let modal = form?.modality ?? (event.status == .hypothetical ? "POSSIBLE" : nil)
      let modality = modal.map { " modality=\"\(text($0))\"" } ?? ""
      xml += "<MAKEINSTANCE eiid=\"ei\(number + 1)\" eventID=\"e\(number + 1)\" "
      xml += "pos=\"\(form?.partOfSpeech.rawValue ?? "UNKNOWN")\" tense=\"\(form?.tense.rawValue ?? "NONE")\" "
      xml += "aspect=\"\(form?.aspect.rawValue ?? "NONE")\" polarity=\"\(polarity)\"\(modality)/>\n"
    }
    for (number, link) in links(record, tagged).enumerated() {
      xml += "<TLINK lid=\"l\(number + 1)\" relType=\"\(link.type)\" eventInstanceID=\"ei\(link.event + 1)\" "
      switch link.other {
      case .time(let timex): xml += "relatedToTime=\"t\(timex + 1)\"/>\n"
      case .event(let event): xml += "relatedToEventInstance=\"ei\(event + 1)\"/>\n"
      }
    }
    return Array((xml + "</TimeML>\n").utf8)
  }

  private enum Other {
    case time(Int)
    case event(Int)
  }

  /// The text with its tags, and the events that could be tagged: one inside a time expression or inside another
  /// trigger cannot, since tags do not overlap.
  private static func marked(_ record: DocumentRecord) -> (xml: String, events: Set<Int>) {
    var tags: [(span: ByteSpan, rank: Int, open: String, close: String, event: Int?)] = []
    for (number, timex) in record.timexes.enumerated() {
      let mod = timex.mod.map { " mod=\"\(text($0))\"" } ?? ""
      tags.append(
        (
          timex.span, 0,
          "<TIMEX3 tid=\"t\(number + 1)\" type=\"\(timex.kind.rawValue)\" value=\"\(text(timex.value))\"\(mod)>",
          "</TIMEX3>", nil
        ))
    }
    for (number, event) in record.events.enumerated() {
      guard let trigger = event.mentions.first else { continue }
      tags.append((trigger, 1, "<EVENT eid=\"e\(number + 1)\" class=\"\(kind(event.type))\">", "</EVENT>", number))
    }
    tags.sort { ($0.span.start, $0.rank, $0.span.end) < ($1.span.start, $1.rank, $1.span.end) }
    var xml = ""
    var events: Set<Int> = []
    var at = 0
    for tag in tags where tag.span.start >= at && !tag.span.isEmpty && tag.span.end <= record.source.text.count {
      xml += text(record.source.string(ByteSpan(at, tag.span.start)))
      xml += tag.open + text(record.source.string(tag.span)) + tag.close
      at = tag.span.end
      if let event = tag.event { events.insert(event) }
    }
    return (xml + text(record.source.string(ByteSpan(at, record.source.text.count))), events)
  }

  private static func links(_ record: DocumentRecord, _ tagged: Set<Int>) -> [(type: String, event: Int, other: Other)]
  {
    var links: [(type: String, event: Int, other: Other)] = []
    for (number, event) in record.events.enumerated() where tagged.contains(number) {
      guard let timex = event.when.timex, record.timexes.indices.contains(timex) else { continue }
      links.append(("IS_INCLUDED", number, .time(timex)))
    }
    let numbers = Dictionary(record.events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for relation in record.relations {
      guard let a = numbers[relation.a], let b = numbers[relation.b], tagged.contains(a), tagged.contains(b) else {
        continue
      }
      switch relation.kind {
      case .before, .causes, .enables: links.append(("BEFORE", a, .event(b)))
      case .respondsTo: links.append(("AFTER", a, .event(b)))
      case .subEventOf, .during: links.append(("IS_INCLUDED", a, .event(b)))
      case .repeats, .about, .prevents: continue
      }
    }
    return links
  }

  private static func kind(_ type: EventType) -> String {
    switch type {
    case .statement: "REPORTING"
    case .request, .accuse, .reject, .threaten, .agree, .support: "I_ACTION"
    default: "OCCURRENCE"
    }
  }

  private static func isPartialDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return (bytes.count == 4 || bytes.count == 7)
      && bytes.enumerated().allSatisfy { $0 == 4 ? $1 == 0x2d : $1 >= 0x30 && $1 <= 0x39 }
  }

  private static func text(_ text: String) -> String { XMLText.escape(text) }
}
