// Requests as they come over the wire: good ones, hostile ones, and bytes at random.

import Preview
import Testing

@Suite struct RequestTests {
  static func read(_ text: String) throws(HTTPRequest.Fault) -> HTTPRequest {
    try HTTPRequest(head: Array(text.utf8)[...])
  }

  static func status(_ bytes: [UInt8]) -> Int {
    do throws(HTTPRequest.Fault) {
      _ = try HTTPRequest(head: bytes[...])
      return 200
    } catch {
      return error.status
    }
  }

  @Test func aRequestIsRead() throws {
    let request = try Self.read(
      "POST /token/-/edit?a=b?c HTTP/1.1\r\nHost: 127.0.0.1:80\r\nCONTENT-Length:  7 \r\nOrigin:http://x\r\n\r\n")
    #expect(request.method == .post)
    #expect(request.path == "/token/-/edit")
    #expect(request.query == "a=b?c")
    #expect(request.headers == ["host": "127.0.0.1:80", "content-length": "7", "origin": "http://x"])
    #expect(try request.bodyLength() == 7)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", 200), ("HEAD /a HTTP/1.0\r\n\r\n", 200),
    ("PUT / HTTP/1.1\r\n\r\n", 405), ("OPTIONS / HTTP/1.1\r\n\r\n", 405), ("get / HTTP/1.1\r\n\r\n", 405),
    ("GET  / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/2\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("\r\n\r\n", 400),
    ("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n", 400), ("GET * HTTP/1.1\r\n\r\n", 400),
    ("GET /a#b HTTP/1.1\r\n\r\n", 400), ("GET /é HTTP/1.1\r\n\r\n", 400), ("GET /\u{0} HTTP/1.1\r\n\r\n", 400),
    // Lines that other readers divide elsewhere
    ("GET / HTTP/1.1\r\nA: b\nHost: c\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA: b\rHost: c\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n: a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    // Bodies whose length is not plain
    ("POST / HTTP/1.1\r\n\r\n", 411), ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400), ("POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: 1,1\r\n\r\n", 400), ("POST / HTTP/1.1\r\nContent-Length: \r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: 65537\r\n\r\n", 413), ("GET / HTTP/1.1\r\nContent-Length: 65537\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
    ("GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", 501),
  ])
  func hostileHeadsAreRefused(_ head: String, _ status: Int) {
    #expect(Self.status(Array(head.utf8)) == status)
  }

  @Test func longHeadsAreRefused() {
    let many = (0..<200).map { "a\($0): b\r\n" }.joined()
    #expect(Self.status(Array("GET / HTTP/1.1\r\n\(many)\r\n".utf8)) == 431)
    let long = String(repeating: "a", count: 9000)
    #expect(Self.status(Array("GET /\(long) HTTP/1.1\r\n\r\n".utf8)) == 400)
  }

  @Test func theHeadEndsWithAnEmptyLineOnly() {
    #expect(HTTPRequest.headLength(Array("GET / HTTP/1.1\r\n\r\nbody".utf8)) == 18)
    for part in ["", "\r\n\r", "\n\n\n\n", "GET / HTTP/1.1\r\n", "\r\n\n\r\n"] {
      #expect(HTTPRequest.headLength(Array(part.utf8)) == nil, "\(part)")
    }
  }

  /// What is accepted in spite of a change holds nothing that was to be refused.
  @Test func bytesAtRandomAreReadOrRefused() throws {
    var random = Random(state: 15)
    let good = Array(
      "POST /0123/-/edit HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nContent-Length: 12\r\nOrigin: http://127.0.0.1\r\n\r\n"
        .utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0...Int(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        }
      }
      guard let request = try? HTTPRequest(head: bytes[...]) else { continue }
      accepted += 1
      let words = [request.path, request.query] + request.headers.values
      #expect(words.allSatisfy { $0.utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 < 0x7f } })
      #expect(request.path.hasPrefix("/"))
      #expect(try request.bodyLength() <= HTTPRequest.bodyLimit)
    }
    #expect(accepted > 1000)
  }

  @Test func fieldsOfAForm() throws {
    var request = try Self.read(
      "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\n\r\n")
    request.body = Array("act=date&value=a+b%26c%3D%C3%A9&act=hide&bad=%zz&cut=%4&no=%ff&=x&empty=&alone".utf8)
    #expect(request.fields == ["act": "date", "value": "a b&c=é", "": "x", "empty": "", "alone": ""])
    request.headers["content-type"] = "text/plain"
    #expect(request.fields.isEmpty)
  }

  @Test func percentSignsAreReadOnce() {
    #expect(HTTPRequest.decoded("a%2Fb+c".utf8) == "a/b+c")
    #expect(HTTPRequest.decoded("%252e".utf8) == "%2e")
    for broken in ["%", "%1", "%g0", "%c3", "%ed%a0%80", "%c0%ae"] {
      #expect(HTTPRequest.decoded(broken.utf8) == nil, "\(broken)")
    }
  }
}

/// A sequence of numbers that is the same in every run (SplitMix64).
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
