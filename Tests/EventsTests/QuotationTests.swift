// Direct speech and "according to": everything inside is reported, with its speaker or with none.

import Corpus
import Events
import Testing

struct QuotationTests {
  private func read(_ text: String) throws -> (analysis: EventAnalysis, names: [String: [String]]) {
    let found = try #require(FrameExampleTests.rooms).read(text)
    return (found.analysis, found.names)
  }

  /// Status and first names of the sources of the event with a trigger.
  private func told(_ trigger: String, in text: String) throws -> (status: EventStatus, sources: [String]) {
    let (analysis, names) = try read(text)
    let bytes = Array(text.utf8)
    let event = try #require(
      analysis.events.first { event in
        event.mentions.first.map { String(decoding: bytes[$0.range], as: UTF8.self) } == trigger
      })
    return (event.status, event.sources.map { names[$0]?.first ?? $0 })
  }

  @Test func aQuotationOverSentencesHasOneSpeaker() throws {
    let text = "“We met the rebels. The army attacked the village,” Anna Kovac said. “Soldiers burned the school.”"
    for trigger in ["met", "attacked", "burned"] {
      let found = try told(trigger, in: text)
      #expect(found.status == .reported, "\(trigger)")
      #expect(found.sources == ["Anna Kovac"], "\(trigger)")
    }
  }

  @Test func aQuotationThatASentenceEndsIsItsSpeakers() throws {
    let text =
      "\"Clearly the head of any firm wants peace. But being friendly does not make you friends,\" Anna Kovac said in an interview."
    let events = try read(text).analysis.events
    let said = try #require(events.first { $0.type == .statement })
    #expect(said.title == "Anna Kovac: “But being friendly does not make you friends”")
    let quote = try #require(said.quote)
    #expect(String(decoding: Array(text.utf8)[quote.range], as: UTF8.self).hasPrefix("But being friendly"))
  }

  @Test func aMarkThatOpensAnewGoesOnWithTheQuotation() throws {
    let text =
      "\"A man came in and shot a guard,\" Anna Kovac told reporters. \"Ten others fled. \"They burned a school.\" Peter Roe said the harbour was shut."
    #expect(try told("said", in: text).status == .happened)
    #expect(try told("burned", in: text).status == .reported)
    // Behind a comma a mark closes, whatever stands beside it.
    let spaced = "\"The guard is safe, \"Anna Kovac said on Monday. Peter Roe said the harbour was shut."
    #expect(try told("said", in: spaced).status == .happened)
  }

  @Test func aQuotationGoesOnInTheNextParagraph() throws {
    let text = "Anna Kovac said: “The army attacked the village.\n“Soldiers burned the school.”"
    let found = try told("burned", in: text)
    #expect(found.status == .reported)
    #expect(found.sources == ["Anna Kovac"])
  }

  @Test func aSpeakerIsNotGuessedAcrossAnother() throws {
    let text = "“The vote was fair,” Anna Kovac said. Peter Lang arrived in Oslo. “The army attacked the village.”"
    let found = try told("attacked", in: text)
    #expect(found.status == .reported)
    #expect(found.sources == [])
  }

  @Test func accordingToSomebodyIsNoFact() throws {
    let found = try told("attacked", in: "According to Anna Kovac, the army attacked the village.")
    #expect(found.status == .reported)
    #expect(found.sources == ["Anna Kovac"])
  }

  @Test func aQuotedWordMakesNoQuotation() throws {
    #expect(try told("attacked", in: "The army attacked the “liberated” village.").status == .happened)
  }
}

struct BystanderTests {
  @Test func whoseSomethingIsTakesNoPartInAnOrdinaryAct() throws {
    let rooms = try #require(FrameExampleTests.rooms)
    for text in ["One Australian climber died in Nepal on Monday.", "The train went from Lyon to Turin."] {
      let events = rooms.read(text).analysis.events
      let who = events.flatMap { $0.agents + $0.patients }
      #expect(!events.isEmpty)
      if text.contains("climber") { #expect(!who.isEmpty) }
      #expect(
        !who.contains { ["aus", "npl", "fra", "ita"].contains($0) || $0.contains("lyon") || $0.contains("turin") })
    }
  }

  @Test func anotherSenseOfAVerbIsNoEventOfTheFrame() throws {
    let rooms = try #require(FrameExampleTests.rooms)
    #expect(!rooms.read("The speaker struck a cheerful note.").analysis.events.contains { $0.type == .assault })
    #expect(rooms.read("Missiles struck the harbour on Monday.").analysis.events.contains { $0.type == .assault })
  }
}
