// Tests of the preview.
