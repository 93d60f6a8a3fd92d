// Embeds the files of `data/` by C23 #embed. `compile-data` and `chronograph-train` write those files.
#include "CEmbedded.h"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"

#define EMBED(name) \
  chronograph_embedded_t chronograph_embedded_##name(void) { \
    chronograph_embedded_t file = {name##_bytes, sizeof(name##_bytes) - 1}; \
    return file; \
  }

// A trailing zero keeps an empty file a valid array.
static const unsigned char model_bytes[] = {
#embed "data/model.bin" suffix(, )
    0};
static const unsigned char knowledge_corpus_bytes[] = {
#embed "data/knowledge-corpus.bin" suffix(, )
    0};
static const unsigned char knowledge_time_bytes[] = {
#embed "data/knowledge-time.bin" suffix(, )
    0};
static const unsigned char knowledge_actors_bytes[] = {
#embed "data/knowledge-actors.bin" suffix(, )
    0};
static const unsigned char knowledge_events_bytes[] = {
#embed "data/knowledge-events.bin" suffix(, )
    0};
static const unsigned char knowledge_graph_bytes[] = {
#embed "data/knowledge-graph.bin" suffix(, )
    0};
static const unsigned char templates_bytes[] = {
#embed "data/templates.bin" suffix(, )
    0};
static const unsigned char world_events_bytes[] = {
#embed "data/world-events.bin" suffix(, )
    0};

EMBED(model)
EMBED(knowledge_corpus)
EMBED(knowledge_time)
EMBED(knowledge_actors)
EMBED(knowledge_events)
EMBED(knowledge_graph)
EMBED(templates)
EMBED(world_events)

#pragma clang diagnostic pop
