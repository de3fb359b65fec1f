import { Module } from '@nestjs/common';
import { EngineLag } from './engine-lag';
import { MachineState } from './machine-state';
import { MetricsPage } from './metrics-page';
import { OperationsController } from './operations.controller';

@Module({ controllers: [OperationsController], providers: [EngineLag, MachineState, MetricsPage] })
export class OperationsModule {}
