// Data that is part of the binary: the language model, the compiled knowledge files and the templates.
#ifndef CHRONOGRAPH_CEMBEDDED_H
#define CHRONOGRAPH_CEMBEDDED_H
#include <stddef.h>

/// One embedded file: `length` bytes at `bytes`, alive as long as the program.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t length;
} chronograph_embedded_t;

chronograph_embedded_t chronograph_embedded_model(void);
chronograph_embedded_t chronograph_embedded_knowledge_corpus(void);
chronograph_embedded_t chronograph_embedded_knowledge_time(void);
chronograph_embedded_t chronograph_embedded_knowledge_actors(void);
chronograph_embedded_t chronograph_embedded_knowledge_events(void);
chronograph_embedded_t chronograph_embedded_knowledge_graph(void);
chronograph_embedded_t chronograph_embedded_templates(void);
chronograph_embedded_t chronograph_embedded_world_events(void);
#endif
