# commit_test:first: one layer over ubuntu, as "docker commit" makes it.
ARG BASE=ubuntu:24.04
FROM ${BASE}
RUN echo 'test_first!' >> /first
