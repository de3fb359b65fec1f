// The built program runs without source maps: with them, each error that is made costs many times more.
process.setSourceMapsEnabled(false);
