# commit_test:second: one layer over commit_test:first.
FROM commit_test:first
RUN echo 'test_second!' >> /second
