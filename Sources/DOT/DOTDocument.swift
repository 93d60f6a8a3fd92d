// The DOT room: a typed DOT document and its writer and reader. It knows nothing of news.
