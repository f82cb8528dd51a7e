# commit_test:first: one layer over ubuntu, as "docker commit" makes it.
ARG BASE=ubuntu:latest
FROM ${BASE}
RUN echo 'test_first!' >> /first
